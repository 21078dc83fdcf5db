import { useSyncExternalStore } from 'react'
import { deviceStorage } from '@/lib/browser/storage'

/**
 * The theme: the house with its lights up (light) or down (dark). Until somebody touches the switch, the
 * system decides. `public/house-lights.js` applies the remembered choice before the first paint.
 */
type Lights = 'up' | 'down'
const key = 'house-lights'
const listeners = new Set<() => void>()
const system = () => window.matchMedia('(prefers-color-scheme: light)')

function read(): Lights {
  const chosen = document.documentElement.dataset['lights']
  if (chosen === 'up' || chosen === 'down') return chosen
  return system().matches ? 'up' : 'down'
}

export function setHouseLights(lights: Lights): void {
  document.documentElement.dataset['lights'] = lights
  deviceStorage.write(key, lights)
  for (const listener of listeners) listener()
}

export function useHouseLights(): Lights {
  return useSyncExternalStore((listener) => {
    const query = system()
    listeners.add(listener)
    query.addEventListener('change', listener)
    return () => {
      listeners.delete(listener)
      query.removeEventListener('change', listener)
    }
  }, read)
}
