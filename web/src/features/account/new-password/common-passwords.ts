import list from '@/features/account/new-password/common-passwords.bin?url'

let hashes: Uint32Array | undefined

/** Fetches the list (common-passwords.md), once; false: it did not arrive. The server refuses what is on it in any case. */
export async function loadCommonPasswords(): Promise<boolean> {
  try {
    hashes ??= readHashes(new Uint8Array(await (await fetch(list)).arrayBuffer()))
  } catch {
    // Without a connection the list is as far away as the server.
  }
  return hashes !== undefined
}

/** Whether a password (in small letters, NFKC) is on the list; false while the list is not here. */
export function isCommon(password: string): boolean {
  if (!hashes) return false
  const wanted = hashOf(password)
  let [low, high] = [0, hashes.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((hashes[middle] ?? 0) < wanted) low = middle + 1
    else high = middle
  }
  return hashes[low] === wanted
}

/** Ascending hashes, each as its distance from the one before (LEB128). */
function readHashes(bytes: Uint8Array): Uint32Array {
  const found: number[] = []
  let [hash, distance, shift] = [0, 0, 0]
  for (const byte of bytes) {
    distance += (byte & 127) * 2 ** shift
    shift += 7
    if (byte < 128) {
      found.push((hash += distance))
      distance = shift = 0
    }
  }
  return Uint32Array.from(found)
}

/** FNV-1a of the UTF-8, 32 bits. */
function hashOf(text: string): number {
  let hash = 2166136261
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 16777619)
  return hash >>> 0
}
