import { stripHtml } from '../../../src/alerts/strip-html';

describe('stripHtml', () => {
  it.each([
    ['plain text', 'Fewer devices', 'Fewer devices'],
    ['a comparison', 'when a < 5 and b > 3', 'when a < 5 and b > 3'],
    ['an unknown tag', 'device <sensor-7> and <x>', 'device <sensor-7> and <x>'],
    ['emphasis', 'a <b>bold</b> <EM class="x">word</EM>', 'a bold word'],
    ['paragraphs', '<p>one</p><p>two</p>', 'one\n\ntwo'],
    ['breaks', 'one<br>two<br/>three<BR />four', 'one\ntwo\nthree\nfour'],
    ['a table', '<tr>\r\n<td align="x">IoT Hub</td><td>West</td></tr>', 'IoT Hub West'],
    ['a broken table', '<tr><td>a</<td>/<tr>', 'a</ /'],
    ['a link', 'see <a href="https://evil.example/?a=1&b=2">here</a>', 'see here'],
    ['a script', 'a<script>alert("<b>1</b>")</script>b', 'ab'],
    ['a script without end', 'a<script>alert(1)', 'a'],
    ['a style between', 'a<style>p{}</style>b<style>q{}</style>c', 'abc'],
    ['a comment', 'a<!-- hidden -->b<!DOCTYPE html>c', 'abc'],
    ['entities', '&lt;b&gt; &amp;amp; &quot;x&quot; &nbsp;&#8211;&#x2014;', '<b> &amp; "x" –—'],
    ['an unknown entity', 'AT&T &copy; &#x110000;', 'AT&T &copy;'],
    ['hidden characters', 'a&#0;b&#x1b;c&#xD800;d&#10;e&#160;f', 'abcd\ne f'],
    ['many blanks', ' a \t b \n \n \n \n c ', 'a b\n\nc'],
    ['nothing', '', ''],
  ])('reads %s', (_what, html, text) => {
    expect(stripHtml(html)).toBe(text);
  });

  it.each(['<', '<p ', '<script>', '<!--', '&', '&#', ' \n', '<a href="'])(
    'does not slow down on many of %j',
    (piece) => {
      const startedAt = performance.now();

      stripHtml(piece.repeat(Math.ceil(65_536 / piece.length)));

      expect(performance.now() - startedAt).toBeLessThan(1000);
    },
  );
});
