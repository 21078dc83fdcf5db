import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { BoxOfficeBooking, BoxOfficeShow } from '@/api'
import { EmptyPanel } from '@/components/ui/states'
import { BlockDesk } from '@/features/box-office/block-desk'
import { SaleDesk } from './sale-desk'
import { ShowList } from '@/features/box-office/show-list'
import { SoldPanel } from './sold-panel'

type CounterProps = {
  shows: readonly BoxOfficeShow[]
  zone: string
  showtimeId: number | undefined
  hasTill: boolean
  onShow: (showtimeId: number | undefined) => void
  onOpenTill: () => void
}

/** One customer after another: a show, seats and money, tickets. Or seats that nobody shall buy. */
export function Counter({ shows, zone, showtimeId, hasTill, onShow, onOpenTill }: CounterProps) {
  const queryClient = useQueryClient()
  const [sold, setSold] = useState<BoxOfficeBooking>()
  const [lastId, setLastId] = useState<number>()
  const [toKeep, keepBack] = useState<{ showtimeId: number; seatIds: readonly number[] }>()
  const chosen = shows.find((show) => show.showtimeId === showtimeId)

  function next() {
    setSold(undefined)
    onShow(undefined)
    void queryClient.invalidateQueries()
  }

  if (sold) return <SoldPanel sold={sold} onNext={next} />
  if (chosen && toKeep?.showtimeId === chosen.showtimeId) {
    return (
      <BlockDesk
        key={chosen.showtimeId}
        show={chosen}
        zone={zone}
        initial={toKeep.seatIds}
        onBack={() => keepBack(undefined)}
      />
    )
  }
  if (chosen) {
    return (
      <SaleDesk
        key={chosen.showtimeId}
        show={chosen}
        hasTill={hasTill}
        onOpenTill={onOpenTill}
        onSold={(booking) => {
          setSold(booking)
          setLastId(chosen.showtimeId)
        }}
        onKeepBack={(seatIds) => keepBack({ showtimeId: chosen.showtimeId, seatIds })}
        onBack={next}
      />
    )
  }
  return shows.length === 0 ? (
    <EmptyPanel title={t`Nothing to sell now`}>
      <Trans>Shows appear here 18 hours before they start, until they do.</Trans>
    </EmptyPanel>
  ) : (
    <ShowList
      shows={shows}
      lastId={lastId}
      onChoose={(show) => {
        // Whoever left a show by another way than back begins with a sale.
        keepBack(undefined)
        onShow(show.showtimeId)
      }}
    />
  )
}
