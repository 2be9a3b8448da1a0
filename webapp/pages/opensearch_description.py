"""The OpenSearch 1.1 description, by which browsers offer this site in the address bar."""

from xml.etree import ElementTree as ET

from webapp.addresses import links
from webapp.addresses.site import Site

MEDIA_TYPE = "application/opensearchdescription+xml"
_NAMESPACE = "http://a9.com/-/spec/opensearch/1.1/"
# The most that the standard allows.
_SHORT_NAME_CHARACTERS = 16


def description(base: str, site: Site) -> bytes:
    """The description; `base` makes its addresses absolute, as browsers require."""
    root = ET.Element("OpenSearchDescription", {"xmlns": _NAMESPACE})
    ET.SubElement(root, "ShortName").text = site.texts.name[:_SHORT_NAME_CHARACTERS]
    ET.SubElement(root, "Description").text = site.texts.tagline
    ET.SubElement(root, "InputEncoding").text = "UTF-8"
    ET.SubElement(root, "Language").text = site.texts.language
    for kind, route in (("text/html", links.PAGE), ("application/atom+xml", links.FEED)):
        template = base + site.link_to(f"{route}?q={{searchTerms}}")
        ET.SubElement(root, "Url").attrib.update({"type": kind, "template": template})
    completions = {
        "type": "application/x-suggestions+json",
        "template": f"{base}{links.from_root(links.SUGGESTIONS)}?q={{searchTerms}}",
    }
    ET.SubElement(root, "Url").attrib.update(completions)
    text: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return text
