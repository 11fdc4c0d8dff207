import { en } from './en.ts';
import { t } from './t.ts';
import { ApiError, type ApiErrorCode } from '../api/ApiError.ts';

/** The compiler holds the catalogue to the one table of errors: a new code without a sentence does not build. */
const sentences: Readonly<Record<ApiErrorCode | 'unknown', string>> = en.errors;

/** @returns the human sentence for a code, whatever its origin. */
export function codeText(code: string): string {
  return t(`errors.${(code in sentences ? code : 'unknown') as ApiErrorCode | 'unknown'}`);
}

/** @returns the human sentence for whatever a request threw. */
export const errorText = (error: unknown): string => codeText(error instanceof ApiError ? error.code : 'unknown');
