import { safeReturnPath } from '@/lib/browser/paths'
import { tabStorage } from '@/lib/browser/storage'

/** What this tab went to a provider for, and where it goes on. */
export type WayBack = { connects: boolean; returnTo: string }

const key = 'provider-way-back'

/** Leaves the app for the provider's page, which leads back to `/sign-in/{provider}`. */
export function leaveFor(url: string, way: WayBack): void {
  tabStorage.write(key, JSON.stringify(way))
  window.location.assign(url)
}

/** Somebody whose tab remembers nothing has come to sign in. */
export function wayBack(): WayBack {
  try {
    const kept = JSON.parse(tabStorage.read(key) ?? '{}') as Partial<Record<string, unknown>>
    return {
      connects: kept['connects'] === true,
      returnTo: safeReturnPath(kept['returnTo']) ?? '/',
    }
  } catch {
    return { connects: false, returnTo: '/' }
  }
}
