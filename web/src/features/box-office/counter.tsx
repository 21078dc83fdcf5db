import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { BoxOfficeBooking, BoxOfficeShow } from '@/api'
import { EmptyPanel } from '@/components/ui/states'
import { SaleDesk } from './sale-desk'
import { ShowList } from './show-list'
import { SoldPanel } from './sold-panel'

type CounterProps = {
  shows: readonly BoxOfficeShow[]
  showtimeId: number | undefined
  hasTill: boolean
  onShow: (showtimeId: number | undefined) => void
  onOpenTill: () => void
}

/** One customer after another: a show, seats and money, tickets. */
export function Counter({ shows, showtimeId, hasTill, onShow, onOpenTill }: CounterProps) {
  const queryClient = useQueryClient()
  const [sold, setSold] = useState<BoxOfficeBooking>()
  const [lastId, setLastId] = useState<number>()
  const chosen = shows.find((show) => show.showtimeId === showtimeId)

  function next() {
    setSold(undefined)
    onShow(undefined)
    void queryClient.invalidateQueries()
  }

  if (sold) return <SoldPanel sold={sold} onNext={next} />
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
        onBack={next}
      />
    )
  }
  return shows.length === 0 ? (
    <EmptyPanel title={t`Nothing to sell now`}>
      <Trans>Shows appear here 18 hours before they start, until they do.</Trans>
    </EmptyPanel>
  ) : (
    <ShowList shows={shows} lastId={lastId} onChoose={(show) => onShow(show.showtimeId)} />
  )
}
