import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useEffect, useId, useRef, useState, useSyncExternalStore } from 'react'
import { showWidget } from '@/components/person-check/widget'
import { Button } from '@/components/ui/button'
import { personCheckStore } from '@/lib/api/person-check'
import { useHouseLights } from '@/lib/browser/house-lights'

/** Where the provider's script did not come: the server asks the provider whether it is down, and lets people through then. */
const withoutCheck = 'unavailable'

/**
 * The provider's check, over the page, until it is passed or given up. hCaptcha opens its pictures at the end of the page, which
 * a modal dialog would make unreachable: there it is a dialog of the page's own.
 */
export default function PersonCheckDialog() {
  const check = useSyncExternalStore(personCheckStore.subscribe, personCheckStore.get)
  const dialog = useRef<HTMLDialogElement>(null)
  const place = useRef<HTMLDivElement>(null)
  const lights = useHouseLights()
  // As it was when the check was shown: another one would begin it again.
  const [theme] = useState<'light' | 'dark'>(lights === 'down' ? 'dark' : 'light')
  const titleId = useId()
  const textId = useId()
  const [state, setState] = useState<'loading' | 'shown' | 'failed'>('loading')

  useEffect(() => {
    const open = dialog.current
    if (!check || !open) return
    const before = document.activeElement
    if (check.provider === 'hcaptcha') open.show()
    else open.showModal()
    open.focus()
    return () => {
      open.close()
      if (before instanceof HTMLElement) before.focus()
    }
  }, [check])

  useEffect(() => {
    const shownIn = place.current
    if (!check || !shownIn) return
    let gone = false
    let remove: (() => void) | undefined
    const fail = () => !gone && setState('failed')
    void showWidget(shownIn, check, theme, check.answer, fail).then((taken) => {
      remove = taken
      if (gone) taken()
      else setState('shown')
    }, fail)
    return () => {
      gone = true
      remove?.()
      shownIn.replaceChildren()
    }
  }, [check, theme])

  // Whoever goes back leaves the check, too.
  useEffect(() => {
    const leave = () => check?.answer()
    window.addEventListener('popstate', leave)
    return () => window.removeEventListener('popstate', leave)
  }, [check])

  if (!check) return null
  return (
    <dialog
      ref={dialog}
      tabIndex={-1}
      aria-labelledby={titleId}
      aria-describedby={textId}
      onCancel={(event) => {
        event.preventDefault()
        check.answer()
      }}
      onKeyDown={(event) => event.key === 'Escape' && check.answer()}
      className="fixed inset-0 z-50 m-auto w-[min(30rem,calc(100vw-2rem))] rounded-2xl border border-line bg-surface p-5 text-ink shadow-lg backdrop:bg-background/80 sm:p-8"
    >
      <h2 id={titleId} className="text-2xl">
        <Trans>One moment: are you a person?</Trans>
      </h2>
      <p id={textId} className="mt-3 text-muted">
        <Trans>
          Many want seats for this show, and programs are not to take them. Pass this check once,
          and your seats are asked for again.
        </Trans>
      </p>
      <div ref={place} className="mt-5 min-h-20" hidden={state === 'failed'} />
      <p role="status" className="text-muted">
        {state === 'loading' && t`Loading the check…`}
      </p>
      {state === 'failed' && (
        <p role="alert" className="mt-5 font-medium">
          <Trans>
            The check did not load. Something in your browser may stop it, or its provider is down.
          </Trans>
        </p>
      )}
      <div className="mt-6 flex flex-wrap justify-end gap-3">
        <Button onClick={() => check.answer()}>
          <Trans>Not now</Trans>
        </Button>
        {state === 'failed' && (
          <Button look="primary" onClick={() => check.answer(withoutCheck)}>
            <Trans>Try again</Trans>
          </Button>
        )}
      </div>
    </dialog>
  )
}
