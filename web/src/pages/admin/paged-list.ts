import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** One page of a list, as the API answers it. */
export type ListPage<T> = { items: readonly T[]; next: string | null };

/** A list that is read page by page: `items` null until the first page is there. A newer reading overtakes an older one. */
export class PagedList<T extends { id: string }> implements ReactiveController {
  items: readonly T[] | null = null;
  next: string | null = null;
  hasFailed = false;
  isLoading = false;
  private reading = 0;
  private readonly host: ReactiveControllerHost;
  private readonly read: (cursor: string | null) => Promise<ListPage<T>>;

  constructor(host: ReactiveControllerHost, read: (cursor: string | null) => Promise<ListPage<T>>) {
    this.host = host;
    this.read = read;
    host.addController(this);
  }

  hostConnected(): void {
    void this.reload();
  }

  /** From the beginning: the filter changed, or the first attempt failed. */
  async reload(): Promise<void> {
    this.items = null;
    await this.load(null);
  }

  /** The first page anew, with what is shown left in its place until it is there. */
  async refresh(): Promise<void> {
    await this.load(null);
  }

  async more(): Promise<void> {
    if (this.next !== null && !this.isLoading) await this.load(this.next);
  }

  /** Replaces an item by what became of it. */
  replace(id: string, change: (item: T) => T): void {
    this.items = this.items?.map((item) => (item.id === id ? change(item) : item)) ?? null;
    this.host.requestUpdate();
  }

  private async load(cursor: string | null): Promise<void> {
    this.reading += 1;
    const { reading } = this;
    this.isLoading = true;
    this.hasFailed = false;
    this.host.requestUpdate();
    try {
      const page = await this.read(cursor);
      if (reading !== this.reading) return;
      this.items = cursor === null ? page.items : [...(this.items ?? []), ...page.items];
      this.next = page.next;
    } catch {
      if (reading === this.reading) this.hasFailed = true;
    } finally {
      if (reading === this.reading) this.isLoading = false;
      this.host.requestUpdate();
    }
  }
}
