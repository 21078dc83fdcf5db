import { timeParts, zoneOf } from '@/lib/format/dates'
import { foreignLanguage } from '@/lib/format/reader'

type ShowTimeProps = {
  at: string
  /** The cinema's zone: named beside the time for readers whose own clock differs. */
  timeZone?: string
  className?: string
}

/** A time of the cinema's clock, set large where it stands alone: `PM` and the zone stay small beside it. */
export function ShowTime({ at, timeZone, className }: ShowTimeProps) {
  const zone = timeZone && zoneOf(at, timeZone)
  return (
    <time dateTime={at} lang={foreignLanguage()} className={className}>
      <span className="whitespace-nowrap">
        {timeParts(at).map(({ text, small }, index) =>
          small ? (
            <span key={index} className="text-[max(0.55em,0.8125rem)]">
              {text}
            </span>
          ) : (
            text
          ),
        )}
      </span>
      {zone && ' '}
      {zone && (
        <span className="ml-[0.15em] font-sans text-[max(0.35em,0.8125rem)] font-medium tracking-normal text-muted">
          {zone}
        </span>
      )}
    </time>
  )
}
