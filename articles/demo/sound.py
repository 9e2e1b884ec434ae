"""A recording for the demonstration: ten minutes of soft tones, since nobody spoke."""

import io
import math
import wave

RATE = 8_000
SECONDS = 600
# A quiet chord that goes round: each tone lasts five seconds and swells and fades.
TONES = [220, 277, 330, 277, 247, 330, 370, 330]
TONE_SECONDS = 5


def tones() -> bytes:
    """A WAV of 8-bit samples, some 4.8 MB."""
    phrase = b"".join(_tone(frequency) for frequency in TONES)
    content = io.BytesIO()
    with wave.open(content, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(RATE)
        file.writeframes(phrase * (SECONDS // (TONE_SECONDS * len(TONES))))
    return content.getvalue()


def _tone(frequency: int) -> bytes:
    samples = RATE * TONE_SECONDS
    return bytes(
        int(128 + 40 * math.sin(math.pi * i / samples) * math.sin(math.tau * frequency * i / RATE))
        for i in range(samples)
    )
