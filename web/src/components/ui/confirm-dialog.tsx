import { useEffect, useId, useRef, type ReactNode } from 'react'
import { Button } from '@/components/ui/button'

type ConfirmDialogProps = {
  open: boolean
  title: string
  children: ReactNode
  confirmLabel: string
  dismissLabel: string
  busy?: boolean
  onConfirm: () => void
  onDismiss: () => void
}

/** A native modal dialog: the browser keeps focus inside, closes it on Escape and gives focus back. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = useId()

  useEffect(() => {
    if (props.open) dialog.current?.showModal()
    else dialog.current?.close()
  }, [props.open])

  return (
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      onClose={props.onDismiss}
      className="m-auto w-[min(30rem,calc(100vw-2rem))] rounded-2xl border border-line bg-surface p-6 text-ink backdrop:bg-background/80 sm:p-8"
    >
      <h2 id={titleId} className="text-2xl">
        {props.title}
      </h2>
      <div className="mt-3 text-muted">{props.children}</div>
      <div className="mt-6 flex flex-wrap justify-end gap-3">
        <Button onClick={props.onDismiss}>{props.dismissLabel}</Button>
        <Button look="danger" busy={props.busy} onClick={props.onConfirm}>
          {props.confirmLabel}
        </Button>
      </div>
    </dialog>
  )
}
