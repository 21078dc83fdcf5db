import { useNavigate } from '@tanstack/react-router'
import { logout } from '@/api'
import { signedOut } from '@/lib/session/session'

/** Ends the session on the server, then here and in the other tabs. */
export function useSignOut(leadsTo: '/' | '/admin/sign-in' = '/'): () => Promise<void> {
  const navigate = useNavigate()
  return async () => {
    // Without an answer the cookie may live on, but this device has still been told to forget the person.
    await logout()
    signedOut()
    await navigate({ to: leadsTo })
  }
}
