import { t } from '@lingui/core/macro'
import { Elements, PaymentElement, useElements, useStripe } from '@stripe/react-stripe-js'
import type { Appearance, Stripe } from '@stripe/stripe-js'
import { loadStripe } from '@stripe/stripe-js/pure'
import { useState, type FormEvent } from 'react'
import type { PaymentOrder } from '@/api'
import { Button } from '@/components/ui/button'
import { Loading, Skeleton } from '@/components/ui/states'
import { useHouseLights } from '@/lib/browser/house-lights'
import { formatMoney } from '@/lib/format/money'
import { language } from '@/lib/language/language'

const loaded = new Map<string, Promise<Stripe | null>>()

/** Stripe's script comes from Stripe alone, once for a key; one that did not arrive is asked for again. */
function stripeOf(publishableKey: string): Promise<Stripe | null> {
  const known = loaded.get(publishableKey)
  if (known) return known
  const loading = loadStripe(publishableKey)
  void loading.catch(() => loaded.delete(publishableKey))
  loaded.set(publishableKey, loading)
  return loading
}

/** The colours of the product, for a form that stands in a frame of the provider's. */
function appearance(isDark: boolean): Appearance {
  return {
    theme: isDark ? 'night' : 'stripe',
    variables: isDark
      ? {
          colorPrimary: '#ffc44d',
          colorBackground: '#211926',
          colorText: '#f7efe2',
          colorDanger: '#ff8f7d',
        }
      : {
          colorPrimary: '#8a4b00',
          colorBackground: '#fffdf8',
          colorText: '#1d1420',
          colorDanger: '#a8201a',
        },
  }
}

type PaymentFormProps = {
  order: PaymentOrder
  busy: boolean
  onPaying: (paying: boolean) => void
  onPaid: () => void
}

export default function PaymentForm({ order, busy, onPaying, onPaid }: PaymentFormProps) {
  const isDark = useHouseLights() === 'down'
  return (
    <Elements
      stripe={stripeOf(order.publishableKey)}
      options={{
        clientSecret: order.clientSecret,
        appearance: appearance(isDark),
        locale: language(),
      }}
    >
      <Form order={order} busy={busy} onPaying={onPaying} onPaid={onPaid} />
    </Elements>
  )
}

function Form({ order, busy, onPaying, onPaid }: PaymentFormProps) {
  const stripe = useStripe()
  const elements = useElements()
  const [ready, setReady] = useState(false)
  const [paying, setPaying] = useState(false)
  const [problem, setProblem] = useState('')

  async function pay(event: FormEvent) {
    event.preventDefault()
    if (!stripe || !elements || paying || busy) return
    setPaying(true)
    onPaying(true)
    setProblem('')
    try {
      const { error } = await stripe.confirmPayment({
        elements,
        // Some banks want the whole page: the checkout goes on where it comes back to.
        confirmParams: { return_url: window.location.href.split(/[?#]/)[0] ?? '' },
        redirect: 'if_required',
      })
      if (error) setProblem(error.message ?? t`The payment did not go through. Try again.`)
      else onPaid()
    } catch {
      setProblem(t`The payment provider does not answer. Try again: nothing is ever paid twice.`)
    } finally {
      setPaying(false)
      onPaying(false)
    }
  }

  const working = paying || busy
  return (
    <form onSubmit={(event) => void pay(event)} className="grid gap-4">
      {!ready && !problem && (
        <Loading label={t`Loading the payment form`}>
          <Skeleton className="h-52" />
        </Loading>
      )}
      <PaymentElement
        onReady={() => setReady(true)}
        onLoadError={() => setProblem(t`The payment form did not load. Load this page again.`)}
      />
      {problem && (
        <p role="alert" className="rounded-xl border border-danger px-4 py-3 font-medium">
          {problem}
        </p>
      )}
      <Button type="submit" look="primary" className="min-h-13! text-lg" busy={working || !ready}>
        {working ? t`Paying…` : t`Pay ${formatMoney(order.amount, order.currency)}`}
      </Button>
    </form>
  )
}
