import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { queryClient } from '../api/queryClient.ts';
import { cssVariablesResolver, mantineTheme } from '../design/mantineTheme.ts';
import { useTheme } from '../design/theme.ts';
import { Toasts } from '../design/Toasts.tsx';
import { router } from './router.tsx';

export function App() {
  const theme = useTheme();
  return (
    <QueryClientProvider client={queryClient}>
      <MantineProvider theme={mantineTheme} cssVariablesResolver={cssVariablesResolver} forceColorScheme={theme}>
        <RouterProvider router={router} />
        <Toasts />
      </MantineProvider>
    </QueryClientProvider>
  );
}
