// Sets the remembered theme before the first paint; a file of its own, since inline scripts are refused.
try {
  const lights = localStorage.getItem('house-lights')
  if (lights === 'up' || lights === 'down') document.documentElement.dataset.lights = lights
} catch {
  // Without storage the system's preference holds.
}
