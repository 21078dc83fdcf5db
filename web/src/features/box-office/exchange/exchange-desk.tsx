import { useState } from 'react'
import type { BoxOfficeBooking, BoxOfficeShow, CounterExchange } from '@/api'
import { ExchangeSeats } from './exchange-seats'
import { ShowChooser } from './show-chooser'

type ExchangeDeskProps = {
  booking: BoxOfficeBooking
  cinemaId: number
  hasTill: boolean
  onOpenTill: () => void
  onExchanged: (exchange: CounterExchange) => void
  onRefused: () => void
  onBack: () => void
}

/** The show of which somebody wants other seats. */
export type WantedShow = Pick<
  BoxOfficeShow,
  'showtimeId' | 'movieTitle' | 'screenName' | 'startsAt'
>

/** Other seats for a booking’s tickets: of the same show, or of another one of the cinema. */
export function ExchangeDesk(props: ExchangeDeskProps) {
  const { reservation } = props.booking
  const { showtime, tickets } = reservation
  const [show, setShow] = useState<WantedShow>({
    ...showtime,
    screenName: showtime.screen.name,
  })
  const [ticked, setTicked] = useState<readonly number[]>(tickets.map(({ ticketId }) => ticketId))
  const [isChoosing, setChoosing] = useState(false)

  return isChoosing ? (
    <ShowChooser
      cinemaId={props.cinemaId}
      onChoose={(chosen) => {
        setShow(chosen)
        setChoosing(false)
      }}
      onBack={() => setChoosing(false)}
    />
  ) : (
    <ExchangeSeats
      {...props}
      key={show.showtimeId}
      show={show}
      ticked={ticked}
      onTick={setTicked}
      onOtherShow={() => setChoosing(true)}
    />
  )
}
