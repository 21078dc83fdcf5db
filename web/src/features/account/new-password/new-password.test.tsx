import { readFile } from 'node:fs/promises'
import { screen, waitFor } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { expect, test } from 'vitest'
import { givenPage } from '@/test/given-page'
import { server } from '@/test/server'

async function givenRegister() {
  const list = await readFile('src/features/account/new-password/common-passwords.bin')
  server.use(
    http.get('*/common-passwords.bin', () => HttpResponse.arrayBuffer(new Uint8Array(list).buffer)),
  )
  const { user } = givenPage('/register')
  const field = await screen.findByLabelText('Password')
  const said = () =>
    screen.getByText((_, element) => element?.id === field.getAttribute('aria-describedby'))
  return { user, field, said }
}

test('the rule that a password breaks is said while one types, and tied to the field', async () => {
  const { user, field, said } = await givenRegister()
  expect(said()).toHaveTextContent('At least 10 characters.')
  expect(said()).toHaveRole('status')

  await user.type(field, 'password123')
  await waitFor(() => expect(said()).toHaveTextContent('one of the most common passwords'))
  await user.type(field, ' of mine')
  await waitFor(() => expect(said()).toHaveTextContent('This password will do.'))
  await user.clear(field)
  await user.type(field, 'aaaaaaaaaa')
  expect(said()).toHaveTextContent('Do not repeat')
})

test('a name given later counts for the password chosen before', async () => {
  const { user, field, said } = await givenRegister()
  await user.type(field, 'zoe quill sings')
  await waitFor(() => expect(said()).toHaveTextContent('This password will do.'))

  await user.type(screen.getByLabelText('Name'), 'Zoë Quill')

  expect(said()).toHaveTextContent('Leave your name out')
})

test('a password that breaks a rule is not sent, and said once', async () => {
  const { user, field } = await givenRegister()
  await user.type(screen.getByLabelText('Name'), 'Robin Vale')
  await user.type(screen.getByLabelText('Email'), 'robin@exämple.org')
  await user.type(field, 'MovieBooking1')
  await user.click(screen.getByRole('button', { name: 'Create account' }))

  await waitFor(() => expect(field).toBeInvalid())
  expect(screen.getAllByText('Leave out what this site is called.')).toHaveLength(1)
})
