import { deviceStorage } from '@/lib/storage'

/** The cinema somebody chose last, so that nobody has to choose theirs twice. */
const key = 'cinema'

export function rememberedCinema(): number | undefined {
  const id = Number(deviceStorage.read(key))
  return Number.isInteger(id) && id > 0 ? id : undefined
}

export function rememberCinema(cinemaId: number | undefined): void {
  deviceStorage.write(key, cinemaId === undefined ? null : String(cinemaId))
}
