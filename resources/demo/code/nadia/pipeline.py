"""Sampler and writer joined by a bounded queue, so that a slow disk never delays a reading."""

from __future__ import annotations

import queue
import sqlite3
import threading
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Callable, Protocol


@dataclass(frozen=True)
class Reading:
    at: datetime
    sensor: str
    quantity: str
    unit: str
    value: float | None  # None: the sensor was asked and did not answer


class Sensor(Protocol):
    name: str

    def celsius(self) -> float: ...


class Buffer:
    """Keeps the newest readings; drops the oldest when full, and counts what it dropped."""

    def __init__(self, capacity: int = 500):
        self._queue: queue.Queue[Reading] = queue.Queue(capacity)
        self.dropped = 0

    def put(self, reading: Reading) -> None:
        while True:
            try:
                self._queue.put_nowait(reading)
                return
            except queue.Full:
                self._queue.get_nowait()
                self.dropped += 1

    def take(self, timeout: float) -> Reading | None:
        try:
            return self._queue.get(timeout=timeout)
        except queue.Empty:
            return None


def sample(sensor: Sensor, buffer: Buffer, now: Callable[[], datetime]) -> None:
    try:
        value: float | None = round(sensor.celsius(), 2)
    except (OSError, ValueError):
        value = None
    buffer.put(Reading(now(), sensor.name, "temperature", "Cel", value))


class Writer(threading.Thread):
    def __init__(self, path: str, buffer: Buffer, stop: threading.Event):
        super().__init__(name="writer", daemon=True)
        self._path, self._buffer, self._stopping = path, buffer, stop
        self.failures = 0

    def run(self) -> None:
        db = sqlite3.connect(self._path)
        db.execute("PRAGMA journal_mode=WAL")
        db.execute("CREATE TABLE IF NOT EXISTS reading(at, sensor, quantity, unit, value)")
        while not self._stopping.is_set():
            reading = self._buffer.take(timeout=1.0)
            if reading is None:
                continue
            try:
                with db:
                    db.execute(
                        "INSERT INTO reading VALUES (?,?,?,?,?)",
                        (reading.at.astimezone(timezone.utc).isoformat(), reading.sensor,
                         reading.quantity, reading.unit, reading.value),
                    )
            except sqlite3.OperationalError:
                self.failures += 1
                self._buffer.put(reading)
