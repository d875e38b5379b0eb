import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { formatRoute, parseRoute, type Route } from './route.ts';

const routes = createStore<{ route: Route }>()(() => ({ route: { room: 'queue' } }));

/** Follows the address bar, so that back and forward work. Returns how to stop. */
export function followLocation(): () => void {
  read();
  addEventListener('hashchange', read);
  return () => removeEventListener('hashchange', read);
}

function read(): void {
  routes.setState({ route: parseRoute(location.hash) });
}

export function go(route: Route): void {
  location.hash = formatRoute(route);
  // The browser tells of it a task later: a key pressed before that would still act on the room one has left.
  read();
}

export function useRoute(): Route {
  return useStore(routes, (state) => state.route);
}
