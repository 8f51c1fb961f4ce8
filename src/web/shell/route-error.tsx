import { useRouter } from '@tanstack/react-router';
import { ErrorState } from '../ui/states.tsx';

/** A page that could not be loaded; trying again asks for everything it needs anew. */
export const RouteError = ({ error }: { error: unknown }) => {
  const router = useRouter();
  return <ErrorState error={error} onRetry={() => router.invalidate()} />;
};
