// Before the first paint: the colours that were chosen, and whether a link or an
// embedding will replace what is on the page. After it, since either would hold
// it up: the engine, which takes longest, and the page's program.
;(function () {
  var root = document.documentElement
  var names = document.currentScript.dataset
  try {
    var theme = localStorage.getItem('explain.theme')
    if (theme) root.dataset.theme = theme
  } catch (e) {}
  if (location.hash.length > 1) root.dataset.link = ''
  if (/[?&]embed=1/.test(location.search)) root.dataset.embed = ''

  if (!names.main) return // in development the page itself says what to load
  var begun = false
  function begin() {
    if (begun) return
    begun = true
    window.engineWorker = new Worker(names.worker, { type: 'module', name: 'first' })
    import(new URL(names.main, document.baseURI))
  }
  addEventListener('DOMContentLoaded', function () {
    requestAnimationFrame(function () {
      setTimeout(begin)
    })
    setTimeout(begin, 500) // a page in the background is not drawn
  })
})()
