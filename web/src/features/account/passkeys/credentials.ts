import { t } from '@lingui/core/macro'
import type { NewPasskeyOptions, PasskeySignInOptions } from '@/api'

/** What the browser's API of passkeys takes and gives, as ours has it: base64url in both directions. */

export const canUsePasskeys = 'PublicKeyCredential' in globalThis && 'credentials' in navigator

const bytes = (text: string) =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) =>
    letter.charCodeAt(0),
  )

const text = (buffer: ArrayBuffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')

/** The browser gave something else than a passkey. */
class NothingShown extends Error {}

/** Rejects where the person or the browser ends it; see `wasEnded`. */
export async function makePasskey(options: NewPasskeyOptions) {
  const made = await navigator.credentials.create({
    publicKey: {
      challenge: bytes(options.challenge),
      rp: { id: options.rpId, name: options.rpName },
      user: {
        id: bytes(options.userHandle),
        name: options.userName,
        displayName: options.displayName,
      },
      pubKeyCredParams: options.algorithms.map((alg) => ({ type: 'public-key', alg })),
      timeout: options.timeout,
      attestation: 'none',
      excludeCredentials: options.excludedCredentials.map((id) => ({
        type: 'public-key',
        id: bytes(id),
      })),
      authenticatorSelection: {
        residentKey: 'required',
        requireResidentKey: true,
        userVerification: 'required',
      },
    },
  })
  if (
    !(made instanceof PublicKeyCredential) ||
    !(made.response instanceof AuthenticatorAttestationResponse)
  )
    throw new NothingShown()
  return {
    credentialId: text(made.rawId),
    clientData: text(made.response.clientDataJSON),
    attestationObject: text(made.response.attestationObject),
  }
}

export async function showPasskey(options: PasskeySignInOptions) {
  const shown = await navigator.credentials.get({
    publicKey: {
      challenge: bytes(options.challenge),
      rpId: options.rpId,
      timeout: options.timeout,
      userVerification: 'required',
    },
  })
  if (
    !(shown instanceof PublicKeyCredential) ||
    !(shown.response instanceof AuthenticatorAssertionResponse)
  )
    throw new NothingShown()
  const { clientDataJSON, authenticatorData, signature, userHandle } = shown.response
  return {
    credentialId: text(shown.rawId),
    clientData: text(clientDataJSON),
    authenticatorData: text(authenticatorData),
    signature: text(signature),
    userHandle: userHandle ? text(userHandle) : '',
  }
}

/** The person turned away, or ran out of time: browsers do not tell which. */
export const wasEnded = (error: unknown) =>
  error instanceof NothingShown ||
  (error instanceof DOMException && /^(NotAllowed|Abort)Error$/.test(error.name))

/** The authenticator has a passkey of this account already. */
export const isKnownHere = (error: unknown) =>
  error instanceof DOMException && error.name === 'InvalidStateError'

/** The page is open at an address that is not the site's own, such as a number. */
export const isElsewhere = (error: unknown) =>
  error instanceof DOMException && error.name === 'SecurityError'

export const notHere = () => t`Passkeys do not work at the address where this page is open.`
