from datetime import datetime, timezone

from pipeline import Buffer, Reading, sample

NOON = datetime(2026, 9, 21, 12, tzinfo=timezone.utc)


class Thermometer:
    name = "greenhouse-north"

    def __init__(self, answer):
        self.answer = answer

    def celsius(self):
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


def test_sample_puts_a_reading():
    buffer = Buffer()
    sample(Thermometer(21.456), buffer, lambda: NOON)
    assert buffer.take(0) == Reading(NOON, "greenhouse-north", "temperature", "Cel", 21.46)


def test_missing_sensor_gives_an_empty_reading():
    buffer = Buffer()
    sample(Thermometer(OSError()), buffer, lambda: NOON)
    assert buffer.take(0).value is None


def test_full_buffer():
    buffer = Buffer(capacity=2)
    for value in (1.0, 2.0, 3.0):
        sample(Thermometer(value), buffer, lambda: NOON)
    assert buffer.dropped >= 0
