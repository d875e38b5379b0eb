import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { formatRoute, parseRoute, type Route } from './route.ts';

const routes = createStore<{ route: Route }>()(() => ({ route: { room: 'queue' } }));

/** Follows the address bar, so that back and forward work. Returns how to stop. */
export function followLocation(): () => void {
  const read = () => routes.setState({ route: parseRoute(location.hash) });
  read();
  addEventListener('hashchange', read);
  return () => removeEventListener('hashchange', read);
}

export function go(route: Route): void {
  location.hash = formatRoute(route);
}

export function useRoute(): Route {
  return useStore(routes, (state) => state.route);
}
