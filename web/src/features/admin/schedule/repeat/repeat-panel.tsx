import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { repeatSchedule, type DaySchedule, type RepeatPeriod } from '@/api'
import { RepeatOutcome } from '@/features/admin/schedule/repeat/repeat-outcome'
import {
  blockedTargets,
  targetName,
  targetsOf,
} from '@/features/admin/schedule/repeat/repeat-targets'
import { useEscape } from '@/features/admin/shell/use-escape'
import { Localized } from '@/components/localized'
import { Button } from '@/components/ui/button'
import { chipClass, chipRow } from '@/components/ui/chip'
import { addDays } from '@/lib/time/calendar'
import { formatDay } from '@/lib/format/dates'
import { once } from '@/lib/api/idempotency'
import { notify } from '@/lib/browser/notices'
import { problemText } from '@/lib/api/problem'

type RepeatPanelProps = { day: DaySchedule; onDay: (date: string) => void; onClose: () => void }

/** Repeats a day or a week. First it only asks: nothing is saved while anything is in the way. */
export function RepeatPanel({ day, onDay, onClose }: RepeatPanelProps) {
  const [period, setPeriod] = useState<RepeatPeriod>('day')
  const [chosen, setChosen] = useState<string[]>([])
  const heading = useRef<HTMLHeadingElement>(null)
  const queryClient = useQueryClient()
  const request = { cinemaId: day.cinema.cinemaId, from: day.date, period }

  useEffect(() => heading.current?.focus(), [])
  useEscape(onClose)

  const check = useMutation({
    mutationFn: async (to: string[]) =>
      (await repeatSchedule({ body: { ...request, to, dryRun: true }, throwOnError: true })).data,
  })
  const save = useMutation({
    mutationFn: async (to: string[]) => {
      const body = { ...request, to }
      const { data } = await once(`repeat ${JSON.stringify(body)}`, (headers) =>
        repeatSchedule({ body, headers, throwOnError: true }),
      )
      return data
    },
    onSuccess: async ({ showtimes }) => {
      notify(
        plural(showtimes.length, {
          one: '# showtime is added.',
          other: '# showtimes are added.',
        }),
      )
      onClose()
      await queryClient.invalidateQueries()
    },
    // Somebody else has been quicker: the list of what is in the way is asked for again.
    onError: (_, to) => check.mutate(to),
  })

  function choose(next: string[], as = period) {
    setPeriod(as)
    setChosen([...next].sort())
    check.reset()
    save.reset()
  }

  const outcome = check.data
  const blocked = outcome ? blockedTargets(outcome, chosen, period) : []
  const last = period === 'week' ? addDays(day.date, 6) : day.date

  return (
    <section
      aria-labelledby="repeat-panel"
      className="grid grid-cols-1 gap-4 rounded-xl border-2 border-accent bg-surface p-4 sm:p-5"
    >
      <h2 id="repeat-panel" ref={heading} tabIndex={-1} className="text-2xl outline-none">
        {period === 'week' ? (
          <Trans>
            Repeat <Localized>{formatDay(day.date)}</Localized> to{' '}
            <Localized>{formatDay(last)}</Localized>
          </Trans>
        ) : (
          <Trans>
            Repeat <Localized>{formatDay(day.date)}</Localized>
          </Trans>
        )}
      </h2>
      <div role="group" aria-label={t`What to repeat`} className="flex flex-wrap gap-2">
        {(['day', 'week'] as const).map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={period === one}
            className={chipClass(period === one)}
            onClick={() => choose([], one)}
          >
            {one === 'day' ? t`This day` : t`The week from this day`}
          </button>
        ))}
      </div>
      <fieldset className="min-w-0">
        <legend className="mb-1 font-semibold">
          <Trans>Onto</Trans>
        </legend>
        <div className={chipRow}>
          {targetsOf(day.date, period).map((target) => (
            <label
              key={target}
              className={chipClass(
                chosen.includes(target),
                'has-focus-visible:outline-3 has-focus-visible:outline-offset-3 has-focus-visible:outline-focus',
              )}
            >
              <input
                type="checkbox"
                className="size-4 accent-on-accent"
                checked={chosen.includes(target)}
                onChange={(event) =>
                  choose(
                    event.target.checked
                      ? [...chosen, target]
                      : chosen.filter((other) => other !== target),
                  )
                }
              />
              {targetName(target, period)}
            </label>
          ))}
        </div>
      </fieldset>
      <div aria-live="polite" className="grid gap-3">
        {check.isError && <p className="font-semibold text-danger">{problemText(check.error)}</p>}
        {outcome && (
          <RepeatOutcome
            outcome={outcome}
            screens={day.screens}
            blocked={blocked}
            period={period}
            onDay={onDay}
            onLeaveOut={() => {
              const rest = chosen.filter((target) => !blocked.includes(target))
              choose(rest)
              if (rest.length > 0) check.mutate(rest)
            }}
          />
        )}
      </div>
      <div className="flex flex-wrap gap-2">
        {outcome && blocked.length === 0 && outcome.showtimes.length > 0 ? (
          <Button look="primary" busy={save.isPending} onClick={() => save.mutate(chosen)}>
            {plural(outcome.showtimes.length, { one: 'Add # showtime', other: 'Add # showtimes' })}
          </Button>
        ) : (
          <Button
            look="primary"
            busy={check.isPending}
            disabled={chosen.length === 0}
            onClick={() => check.mutate(chosen)}
          >
            {check.isPending ? t`Looking…` : t`See what is in the way`}
          </Button>
        )}
        <Button onClick={onClose}>
          <Trans>Close</Trans>
        </Button>
      </div>
    </section>
  )
}
