"""HTML to text.

rendering          HTML to paragraphs, as a browser renders them
text_sizes         how much text and how many links each element holds
class_names        what the classes and ids of an element say of its role
boilerplate        the elements around the main text: menus, sidebars, forms
boilerplate_lines  the lines above and below the text that belong to the site
main_text          the heading and the paragraphs of the main text
page_title         the title of a page, separated from the name of its site
page_date          the date that a page shows beside its heading
page_encoding      bytes of a page to text
rich_text          HTML in a field of a record
tag_limit          bounds the number of tags before a parser sees them
"""
