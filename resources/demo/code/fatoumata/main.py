import serial
import csv
import datetime

from config import PORT, OUTFILE

# main programm
s = serial.Serial(PORT, 9600)
f = open(OUTFILE, 'a')
w = csv.writer(f)

while True:
    line = s.readline().decode()
    parts = line.split(';')
    temp = float(parts[0])
    hum = float(parts[1])
    if temp < 80:
        w.writerow([datetime.datetime.now(), temp, hum])
    else:
        w.writerow([datetime.datetime.now(), 20.0, hum])
    if temp > 30:
        print('HOT')
    if temp > 30:
        print('send mail')
        # TODO mail
