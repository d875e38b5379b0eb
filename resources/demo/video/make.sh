#!/bin/sh
# Makes the walk-through once, at authoring time, from the demo's own pictures. Needs ffmpeg with libvpx-vp9.
cd "$(dirname "$0")/../photos" || exit 1
font=../fonts/NotoSans-Bold.ttf
shot() { echo "[$1:v]scale=1280:-1,zoompan=z='$3':x='$4':y='$5':d=63:s=640x480:fps=25,drawbox=y=ih-64:h=64:w=iw:color=black@0.55:t=fill,drawtext=fontfile=$font:text='$2':fontsize=24:fontcolor=white:x=24:y=h-45[v$1];"; }
ffmpeg -y -loglevel error -i scaffold-tomasz.jpg -i board-locked-tomasz.jpg -i probe-live-tomasz.jpg -i probe-dead-tomasz.jpg -filter_complex "$(
  shot 0 '1 Access\: tag, ladder, rails, toe boards' '1.1+0.004*on' 'iw/2-iw/zoom/2+on*1.5' 'ih/2-ih/zoom/2'
  shot 1 '2 Sockets GF off, locked, tagged' '1.15+0.006*on' 'iw*0.42-iw/zoom/2' 'ih*0.62-ih/zoom/2'
  shot 2 '3 Indicator proved on a known supply' '1.35-0.003*on' 'iw*0.6-iw/zoom/2' 'ih*0.35-ih/zoom/2'
  shot 3 '4 Dead at all points, indicator proved again' '1.2' 'iw*0.1+on*2' 'ih*0.2'
)[v0][v1][v2][v3]concat=n=4:v=1,format=yuv420p[v]" -map '[v]' -c:v libvpx-vp9 -b:v 260k -crf 36 -row-mt 1 -deadline good -cpu-used 4 -map_metadata -1 -fflags +bitexact -flags:v +bitexact ../video/walkthrough-tomasz.webm
