import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { standardSchemaResolver } from '@hookform/resolvers/standard-schema'
import { useQuery } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { issueGiftCards, type NewGiftCard } from '@/api'
import {
  emptyGiftCard,
  giftCardFields,
  requestOf,
} from '@/features/admin/giftcards/gift-card-fields'
import { currencyOptions } from '@/features/admin/shell/currency'
import { FormError } from '@/components/form-frame'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { showProblem } from '@/lib/api/form-problem'

/** Gift cards to issue. */
export function GiftCardForm({ onIssued }: { onIssued: (issued: NewGiftCard[]) => void }) {
  const form = useForm({
    resolver: standardSchemaResolver(giftCardFields),
    defaultValues: emptyGiftCard,
  })
  const currency = useQuery(currencyOptions)
  const { errors, isSubmitting } = form.formState

  const submit = form.handleSubmit(async (fields) => {
    try {
      const { data } = await issueGiftCards({ body: requestOf(fields), throwOnError: true })
      onIssued(data)
    } catch (error) {
      showProblem(error, form.setError, ['name', 'amount', 'cards', 'expiresAt'])
    }
  })

  return (
    <form
      noValidate
      aria-label={t`Issue gift cards`}
      className="grid max-w-4xl grid-cols-1 items-start gap-5 sm:grid-cols-2"
      onSubmit={(event) => void submit(event)}
    >
      {errors.root && (
        <div className="sm:col-span-2">
          <FormError message={errors.root.message} />
        </div>
      )}
      <Field
        label={t`Name`}
        hint={t`For admins: customers see the end of their code.`}
        autoComplete="off"
        maxLength={60}
        error={errors.name?.message}
        {...form.register('name')}
      />
      <Field
        label={t`How many cards`}
        hint={t`Each has a code of its own, which is shown once.`}
        inputMode="numeric"
        autoComplete="off"
        error={errors.cards?.message}
        {...form.register('cards')}
      />
      <Field
        label={t`What each is worth`}
        {...(currency.data && { hint: t`In ${currency.data}.` })}
        inputMode="decimal"
        autoComplete="off"
        error={errors.amount?.message}
        {...form.register('amount')}
      />
      <Field
        type="date"
        label={t`Good until`}
        hint={t`Empty: without end.`}
        error={errors.expiresAt?.message}
        {...form.register('expiresAt')}
      />
      <div>
        <Button type="submit" look="primary" busy={isSubmitting}>
          <Trans>Issue</Trans>
        </Button>
      </div>
    </form>
  )
}
