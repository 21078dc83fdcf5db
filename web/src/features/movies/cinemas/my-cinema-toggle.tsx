import { t } from '@lingui/core/macro'
import { rememberCinema, useRememberedCinema } from '@/features/movies/cinemas/remembered-cinema'
import { chipClass } from '@/components/ui/chip'
import { notify } from '@/lib/browser/notices'

type MyCinemaToggleProps = { cinemaId: number; name: string; className?: string }

/** Which cinema is mine: its programme and showtimes then come first everywhere. */
export function MyCinemaToggle({ cinemaId, name, className }: MyCinemaToggleProps) {
  const isMine = useRememberedCinema() === cinemaId

  function toggle() {
    rememberCinema(isMine ? undefined : cinemaId)
    notify(isMine ? t`Showtimes of all cinemas are shown again.` : t`${name} is your cinema now.`)
  }

  return (
    <button
      type="button"
      aria-pressed={isMine}
      className={chipClass(isMine, className)}
      onClick={toggle}
    >
      {isMine ? t`✓ My cinema` : t`Make it my cinema`}
      <span className="sr-only">: {name}</span>
    </button>
  )
}
