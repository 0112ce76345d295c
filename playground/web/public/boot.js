// Before the first paint: the colours that were chosen, and whether a link or an
// embedding will replace what is on the page.
;(function () {
  var root = document.documentElement
  try {
    var theme = localStorage.getItem('explain.theme')
    if (theme) root.dataset.theme = theme
  } catch (e) {}
  if (location.hash.length > 1) root.dataset.link = ''
  if (/[?&]embed=1/.test(location.search)) root.dataset.embed = ''
})()
