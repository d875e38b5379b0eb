import logger


class FakeDevice:
    def __init__(self, *answers):
        self.answers = list(answers)

    def read(self):
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


def test_a_reading_is_stored():
    db = logger.connect(":memory:")
    logger.take_reading(db, FakeDevice((4.5, 81.0)))
    assert db.execute("SELECT temperature, humidity FROM reading").fetchall() == [(4.5, 81.0)]


def test_a_silent_sensor_does_not_stop_the_logger():
    db = logger.connect(":memory:")
    device = FakeDevice((4.5, 81.0), OSError())
    logger.take_reading(db, device)
    logger.take_reading(db, device)
    assert db.execute("SELECT count(*) FROM reading").fetchone() == (2,)


def test_the_first_reading_may_fail():
    db = logger.connect(":memory:")
    logger.take_reading(db, FakeDevice(OSError()))
    assert db.execute("SELECT count(*) FROM reading").fetchone() == (0,)
