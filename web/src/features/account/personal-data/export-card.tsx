import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useMutation } from '@tanstack/react-query'
import { FileDown } from 'lucide-react'
import { exportPersonalData } from '@/api'
import { Button } from '@/components/ui/button'
import { problemText } from '@/lib/api/problem'
import { announce } from '@/lib/browser/announce'
import { notify } from '@/lib/browser/notices'
import { saveFile } from '@/lib/browser/save-file'

/** Everything that is held about a person, as a file of theirs. */
export function ExportCard() {
  const download = useMutation({
    mutationFn: async () => {
      const { data } = await exportPersonalData({ throwOnError: true })
      saveFile(JSON.stringify(data, null, 2), 'application/json', 'moviebooking-data.json')
    },
    onSuccess: () => announce(t`Your data is saved.`),
    onError: (error) => notify(problemText(error), 'danger'),
  })
  return (
    <section
      aria-label={t`Your data`}
      className="grid gap-5 rounded-2xl border border-line bg-surface p-6 sm:p-8"
    >
      <h2 className="text-2xl">
        <Trans>Your data</Trans>
      </h2>
      <p className="text-muted">
        <Trans>
          Everything that is held about you, as one file: your account, bookings and tickets, seats
          you hold, sessions, what you changed, and mails to you.
        </Trans>
      </p>
      <Button
        className="justify-self-start"
        busy={download.isPending}
        onClick={() => download.mutate()}
      >
        <FileDown aria-hidden className="size-4" />
        <Trans>Save my data</Trans>
      </Button>
    </section>
  )
}
