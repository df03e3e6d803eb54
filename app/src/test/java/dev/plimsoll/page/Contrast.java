package dev.plimsoll.page;

/** Finds what is too faint, by the rules of WCAG 2.2: 1.4.3 for text and 1.4.11 for graphs. */
final class Contrast {

    /**
     * A list of the texts and bars that are; 4.5 to 1 is asked of text, 3 to 1 of what is large.
     */
    static final String TOO_FAINT =
            """
            (() => {
              const channels = (colour) => colour.match(/[\\d.]+/g).map(Number);
              const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
                .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
                .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
              const ratio = (a, b) => { const [x, y] = [light(a), light(b)];
                return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05); };
              const ground = (element) => {
                for (let at = element; at; at = at.parentElement) {
                  const colour = channels(getComputedStyle(at).backgroundColor);
                  if (colour.length < 4 || colour[3] > 0) return colour;
                }
                return [255, 255, 255];
              };
              const faint = [];
              const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
              const seen = new Set();
              while (walker.nextNode()) {
                const element = walker.currentNode.parentElement;
                if (seen.has(element) || !walker.currentNode.data.trim() || element.tagName === 'SCRIPT'
                    || !element.checkVisibility() || element.closest('.away')) continue;
                seen.add(element);
                const style = getComputedStyle(element);
                const size = parseFloat(style.fontSize);
                const large = size >= 24 || size >= 18.66 && Number(style.fontWeight) >= 700;
                const found = ratio(channels(style.color), ground(element));
                if (found < (large ? 3 : 4.5)) faint.push(element.textContent.slice(0, 60) + ' ' + found.toFixed(2));
              }
              const panel = ground(document.querySelector('.plots'));
              const requests = channels(getComputedStyle(document.querySelector('.fill-requests')).fill);
              document.querySelectorAll('.sky path[class^=fill], .rug').forEach((path) => {
                const fill = channels(getComputedStyle(path).fill);
                if (ratio(fill, panel) < 3) faint.push(path.getAttribute('class'));
                if (path.matches('.fill-ok, .fill-high, .fill-over') && ratio(fill, requests) < 3)
                  faint.push(path.getAttribute('class') + ' under requests');
              });
              return faint;
            })()
            """;

    private Contrast() {}
}
