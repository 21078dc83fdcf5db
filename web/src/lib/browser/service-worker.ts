/**
 * Has the app itself open without a network, from the next visit on. Asked for when there is a reason, a ticket that was seen:
 * nobody who only looks around loads the whole app.
 */
export function keepAppOffline(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  // Switched off, or no room: the app works as before.
  void navigator.serviceWorker.register('/sw.js').catch(() => undefined)
}
