import type { LitElement, ReactiveController } from 'lit';
import { filesOf } from './files-of.ts';

/**
 * Takes files that are dropped anywhere on the page: a browser would leave the page to show a file that is let go beside the field. While the host cannot be
 * seen nothing is taken, and nothing can be let go.
 */
export class FileDrop implements ReactiveController {
  private readonly host: LitElement;
  private readonly onFiles: (files: readonly File[]) => void;

  constructor(host: LitElement, onFiles: (files: readonly File[]) => void) {
    this.host = host;
    this.onFiles = onFiles;
    host.addController(this);
  }

  hostConnected(): void {
    window.addEventListener('dragover', this.onDragOver);
    window.addEventListener('drop', this.onDrop);
  }

  hostDisconnected(): void {
    window.removeEventListener('dragover', this.onDragOver);
    window.removeEventListener('drop', this.onDrop);
  }

  private readonly onDragOver = (event: DragEvent): void => {
    const data = event.dataTransfer;
    if (data?.types.includes('Files') !== true) return;
    event.preventDefault();
    if (!this.isSeen) data.dropEffect = 'none';
  };

  private readonly onDrop = (event: DragEvent): void => {
    if (event.dataTransfer?.types.includes('Files') !== true) return;
    event.preventDefault();
    if (this.isSeen) this.onFiles(filesOf(event.dataTransfer));
  };

  private get isSeen(): boolean {
    return this.host.checkVisibility();
  }
}
