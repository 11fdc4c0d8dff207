/** The fields of the dialogs in which people say something: plain ones of the browser, in Weft's look. */
import { useId, type ReactNode } from 'react';
import { LIMITS } from '@weft/protocol';
import styles from './fields.module.css';

interface FieldProps {
  label: string;
  children: (id: string) => ReactNode;
}

function Field({ label, children }: FieldProps) {
  const id = useId();
  return (
    <div className={styles['field']}>
      <label className={styles['label']} htmlFor={id}>
        {label}
      </label>
      {children(id)}
    </div>
  );
}

export interface ChoiceFieldProps<Value extends string> {
  label: string;
  value: Value;
  /** Each with its words, or several under a heading. */
  choices: readonly { readonly heading?: string; readonly values: readonly (readonly [Value, string])[] }[];
  onChange: (value: Value) => void;
}

export function ChoiceField<Value extends string>({ label, value, choices, onChange }: ChoiceFieldProps<Value>) {
  const all = choices.flatMap(({ values }) => values);
  const options = (values: readonly (readonly [Value, string])[]) =>
    values.map(([one, words]) => (
      <option key={one} value={one}>
        {words}
      </option>
    ));
  return (
    <Field label={label}>
      {(id) => (
        <select
          id={id}
          className={styles['select']}
          value={value}
          onChange={({ currentTarget }) => {
            const chosen = all.find(([one]) => one === currentTarget.value);
            if (chosen !== undefined) onChange(chosen[0]);
          }}
        >
          {choices.map(({ heading, values }) =>
            heading === undefined ? (
              options(values)
            ) : (
              <optgroup key={heading} label={heading}>
                {options(values)}
              </optgroup>
            ),
          )}
        </select>
      )}
    </Field>
  );
}

export interface WordsFieldProps {
  label: string;
  value: string;
  error: string | null;
  onChange: (words: string) => void;
}

export function WordsField({ label, value, error, onChange }: WordsFieldProps) {
  return (
    <Field label={label}>
      {(id) => (
        <>
          <textarea
            id={id}
            data-autofocus
            className={styles['words']}
            rows={4}
            value={value}
            maxLength={LIMITS.maxStatementLength}
            aria-invalid={error !== null}
            aria-describedby={`${id}-error`}
            onChange={({ currentTarget }) => onChange(currentTarget.value)}
          />
          <p id={`${id}-error`} className={styles['error']} role="alert">
            {error}
          </p>
        </>
      )}
    </Field>
  );
}

export interface TickFieldProps {
  label: string;
  about?: string;
  checked: boolean;
  disabled?: boolean;
  onChange: (checked: boolean) => void;
}

export function TickField({ label, about, checked, disabled = false, onChange }: TickFieldProps) {
  const id = useId();
  return (
    <div className={styles['tick']}>
      <input
        id={id}
        type="checkbox"
        checked={checked}
        disabled={disabled}
        {...(about === undefined ? {} : { 'aria-describedby': `${id}-about` })}
        onChange={({ currentTarget }) => onChange(currentTarget.checked)}
      />
      <div>
        <label htmlFor={id}>{label}</label>
        {about !== undefined && (
          <p id={`${id}-about`} className={styles['about']}>
            {about}
          </p>
        )}
      </div>
    </div>
  );
}
