import type { Tone } from './answers'

const patterns = { good: [80], wait: [40], bad: [200, 100, 200] }
const tones = { good: [880, 0.12], wait: [660, 0.08], bad: [196, 0.4] } as const

let audio: AudioContext | undefined

/** A tone and a shake, for whoever looks at the guest and not at the screen. */
export function signal(tone: Tone, sound: boolean): void {
  // Not on every device, and never without a gesture before.
  if ('vibrate' in navigator) navigator.vibrate(patterns[tone])
  if (!sound || typeof AudioContext === 'undefined') return
  audio ??= new AudioContext()
  void audio.resume()
  const [frequency, seconds] = tones[tone]
  const oscillator = audio.createOscillator()
  const gain = audio.createGain()
  oscillator.frequency.value = frequency
  gain.gain.setValueAtTime(0.2, audio.currentTime)
  gain.gain.exponentialRampToValueAtTime(0.001, audio.currentTime + seconds)
  oscillator.connect(gain).connect(audio.destination)
  oscillator.start()
  oscillator.stop(audio.currentTime + seconds)
}
