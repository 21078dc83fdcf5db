import type { CaptchaChallenge } from '@/api'
import { language } from '@/lib/language/language'

type RenderOptions = {
  sitekey: string
  theme: 'light' | 'dark'
  size: 'normal' | 'compact'
  language: string
  hl: string
  callback: (token: string) => void
  'error-callback': () => void
}

/** What both scripts put on the page, in the same words. */
type Widgets = {
  render: (place: HTMLElement, options: RenderOptions) => unknown
  remove?: (id: unknown) => void
}

const scripts: Record<string, { src: string; name: 'turnstile' | 'hcaptcha' }> = {
  turnstile: {
    src: 'https://challenges.cloudflare.com/turnstile/v0/api.js?render=explicit',
    name: 'turnstile',
  },
  hcaptcha: {
    src: 'https://js.hcaptcha.com/1/api.js?render=explicit&recaptchacompat=off',
    name: 'hcaptcha',
  },
}

/** Either widget is this wide where it is not compact. */
const normalWidth = 304

/** The provider's script, which comes from there alone. One that did not arrive is asked for again. */
async function load(provider: string): Promise<Widgets> {
  const script = scripts[provider]
  if (!script) throw new Error(`No check named ${provider} is known.`)
  const loaded = () => (window as unknown as Record<string, Widgets | undefined>)[script.name]
  const element = document.createElement('script')
  if (!loaded()) {
    await new Promise<unknown>((resolve, reject) => {
      element.onload = resolve
      element.onerror = reject
      element.src = script.src
      document.head.append(element)
    })
  }
  const widgets = loaded()
  if (!widgets) throw new Error(`${provider} did not load.`)
  return widgets
}

/** Shows the provider's check in a place of the page; answers how to take it away. */
export async function showWidget(
  place: HTMLElement,
  { provider, siteKey }: CaptchaChallenge,
  theme: 'light' | 'dark',
  onPassed: (token: string) => void,
  onTrouble: () => void,
): Promise<() => void> {
  const widgets = await load(provider)
  const id = widgets.render(place, {
    sitekey: siteKey,
    theme,
    size: place.clientWidth < normalWidth ? 'compact' : 'normal',
    language: language(),
    hl: language(),
    callback: onPassed,
    'error-callback': onTrouble,
  })
  return () => widgets.remove?.(id)
}
