/**
 * After a navigation the new page's h1 takes focus, so that a screen reader starts there. The page may
 * still be loading then: the wish waits, and is dropped as soon as the person moves focus on their own.
 */
let wanted = false

export function wantHeadingFocus(): void {
  wanted = true
}

export function dropHeadingFocus(): void {
  wanted = false
}

export function takeHeadingFocus(): boolean {
  const taken = wanted
  wanted = false
  return taken
}
