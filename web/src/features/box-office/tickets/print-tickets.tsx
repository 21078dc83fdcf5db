import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Printer } from 'lucide-react'
import { useState } from 'react'
import { createPortal } from 'react-dom'
import { getBoxOfficeBookingOptions } from '@/api/@tanstack/react-query.gen'
import { Button } from '@/components/ui/button'
import { SelectField } from '@/components/ui/field'
import { problemText } from '@/lib/api/problem'
import { deviceStorage } from '@/lib/browser/storage'
import { PrintedTickets, type Paper } from './printed-tickets'

const paperKey = 'counter-paper'

/** Which paper, and the printer. The codes are read for it: answers that are kept have none. */
export function PrintTickets({ reservationId }: { reservationId: number }) {
  const [paper, setPaper] = useState<Paper>(
    deviceStorage.read(paperKey) === 'sheet' ? 'sheet' : 'roll',
  )
  const printable = useQuery(getBoxOfficeBookingOptions({ path: { reservationId } }))
  return (
    <>
      <SelectField
        label={t`Paper`}
        value={paper}
        onChange={(event) => {
          const chosen = event.target.value === 'sheet' ? 'sheet' : 'roll'
          setPaper(chosen)
          deviceStorage.write(paperKey, chosen)
        }}
      >
        <option value="roll">{t`Roll, 80 mm`}</option>
        <option value="sheet">{t`Sheet, A4`}</option>
      </SelectField>
      <Button
        busy={printable.isPending}
        onClick={() => (printable.data ? window.print() : void printable.refetch())}
      >
        <Printer aria-hidden className="size-4" />
        <Trans>Print tickets</Trans>
      </Button>
      {printable.isError && (
        <p role="alert" className="col-span-full font-medium text-danger">
          {problemText(printable.error)}
        </p>
      )}
      {/* Beside the app, so that nothing of the page comes before it on paper. */}
      {printable.data &&
        createPortal(<PrintedTickets booking={printable.data} paper={paper} />, document.body)}
    </>
  )
}
