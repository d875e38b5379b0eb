// The least an Electron application can be: one window with one heading, under the switches Assay starts with.
import { app, BrowserWindow } from 'electron';

app.setName('Empty');
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
for (const name of [
  'disable-background-networking',
  'disable-component-update',
  'disable-domain-reliability',
]) {
  app.commandLine.appendSwitch(name);
}

app.on('window-all-closed', () => app.quit());
app.whenReady().then(() => {
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    show: false,
    webPreferences: { sandbox: true, contextIsolation: true },
  });
  window.once('ready-to-show', () => window.show());
  void window.loadURL('data:text/html,<!doctype html><title>Empty</title><h1>Empty</h1>');
});
