import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Link, type ErrorComponentProps } from '@tanstack/react-router'
import { PageHeading } from '@/components/page-heading'
import { Button, buttonClass } from '@/components/ui/button'
import { isPageNotLoaded, problemMessage } from '@/lib/api/problem'

/** The page when a page itself fails: says so, and leads on. */
export function ErrorPage({ error, reset }: ErrorComponentProps) {
  const { title, detail } = problemMessage(error)
  return (
    <div className="shell grid min-h-[60dvh] content-center gap-5 py-16">
      <p className="eyebrow">
        <Trans>The film tore</Trans>
      </p>
      <PageHeading title={t`Error`} className="text-[clamp(2.5rem,7vw,5rem)]">
        {title}
      </PageHeading>
      {detail && <p className="max-w-prose text-lg text-muted">{detail}</p>}
      <p className="flex flex-wrap gap-3">
        <Button
          look="primary"
          // Browsers remember that a module failed; only a new document asks for it again.
          onClick={isPageNotLoaded(error) ? () => window.location.reload() : reset}
        >
          <Trans>Try again</Trans>
        </Button>
        <Link to="/" className={buttonClass()} reloadDocument>
          <Trans>Back to what is on</Trans>
        </Link>
      </p>
    </div>
  )
}
