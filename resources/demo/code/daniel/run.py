import threading, time
from datetime import datetime
from freezer import *

b=RingBuffer()
stop=threading.Event()
w=Writer('freezer.db',b,stop)
w.start()
class S:
  name='freezer-1'
  def degrees(self):
    return float(open('/sys/bus/w1/devices/28-0417a1/temperature').read())/1000
s=S()
while 1:
  read_once(s,b,datetime.now)
  time.sleep(30)
