#!/bin/sh
# What `make run` does: the window on a demo office; without a display, the tour of the same pages as pictures.
set -eu
cd "$(dirname "$0")/.."
python=.venv/bin/python
if [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    echo "这里没有显示器（DISPLAY 和 WAYLAND_DISPLAY 都没有设置），不能打开窗口；改为把各页画面和文书生成到 build/tour/ 。"
    QT_QPA_PLATFORM=offscreen exec "$python" main.py tour build/tour
fi
office=build/demo.dibao
[ -d "$office" ] || "$python" main.py demo "$office"
DIBAO_PASSWORD=demo exec "$python" main.py "$office"
