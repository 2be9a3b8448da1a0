"""Other searches worth asking; nothing here is applied in silence.

suggestions what to ask instead of a search that found nothing, or little; proposals: these before they are counted
spelling   words that are near; edits: what a slip costs; keyboards: the wrong layout, neighbouring keys
latin      names in Latin letters or Chinese, letter by letter; equivalents: by a table; romanization: by rule
relaxations searches that ask for less
completions what is about to be typed; beginnings: of words; followers: what stands behind words in texts;
           titles: and the phrases that they share
similar    releases like one; examples: what to begin with
words      words of the collection as they are shown
"""
