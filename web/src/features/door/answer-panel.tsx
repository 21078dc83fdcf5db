import { t } from '@lingui/core/macro'
import { clsx } from 'clsx'
import { CircleCheck, CircleX, Info } from 'lucide-react'
import type { Said, Tone } from './answers'

const looks: Record<Tone, { icon: typeof Info; className: string }> = {
  good: { icon: CircleCheck, className: 'bg-[#0f5c33] text-[#ffffff]' },
  wait: { icon: Info, className: 'bg-raised text-ink' },
  bad: { icon: CircleX, className: 'bg-[#9c1c16] text-[#ffffff]' },
}

/** The door's answer, to be read at arm's length; colour is not all that tells it. */
export function AnswerPanel({ answer }: { answer: Said | null }) {
  const { icon: Icon, className } = looks[answer?.tone ?? 'wait']
  return (
    <section
      aria-label={t`Answer`}
      className={clsx(
        'grid min-h-40 place-items-center gap-1 rounded-2xl border-2 border-transparent p-4 text-center',
        className,
      )}
    >
      <Icon aria-hidden className="size-12" />
      <p className="display text-[clamp(2rem,10vw,3.5rem)] leading-none">
        {answer?.title ?? t`Ready`}
      </p>
      <p className="text-lg font-semibold wrap-anywhere">
        {answer?.detail ?? t`Scan a ticket, or type its reference`}
      </p>
    </section>
  )
}
