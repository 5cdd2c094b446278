"""An office of invented people, to try the program on: nobody in it exists, every ID number begins with the
province-level code 530000, which was never issued."""
