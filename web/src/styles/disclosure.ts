import { css } from 'lit';

/**
 * What unfolds, with a mark that turns. Not the browser's own mark: that is a numbered one of a list, and with each that comes Chromium counts all of a long
 * page anew.
 */
export const disclosureStyles = css`
  summary {
    display: block;
    counter-increment: none;
    cursor: pointer;
    list-style: none;
  }
  summary::-webkit-details-marker {
    display: none;
  }
  summary::before {
    content: '';
    display: inline-block;
    flex: none;
    width: 0.4em;
    height: 0.4em;
    margin-inline: 0.1em 0.5em;
    vertical-align: 0.15em;
    border: solid currentColor;
    border-width: 0 1.5px 1.5px 0;
    transform: rotate(-45deg);
  }
  details[open] > summary::before {
    transform: rotate(45deg);
  }
`;
