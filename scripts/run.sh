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
if [ ! -d "$office" ]; then
    # Under another name until it is complete: an interrupted one must not be opened next time.
    rm -rf build/unfinished.dibao
    mkdir -p build
    "$python" main.py demo build/unfinished.dibao
    mv build/unfinished.dibao "$office"
fi
DIBAO_PASSWORD=demo exec "$python" main.py "$office"
