"""The document type definition of PADX, version 1.0, word for word what the USPTO puts into each file.

Files are held to this text and never to the one they carry.
"""

from __future__ import annotations

import io

from lxml import etree

DTD = """\
<!ELEMENT us-patent-assignments (action-key-code, transaction-date, patent-assignments)>
<!ATTLIST us-patent-assignments dtd-version CDATA #IMPLIED date-produced CDATA #IMPLIED>
<!ELEMENT action-key-code (#PCDATA)>
<!ELEMENT transaction-date (date)>
<!ELEMENT patent-assignments (data-available-code | patent-assignment+)>
<!ELEMENT date (#PCDATA)>
<!ELEMENT data-available-code (#PCDATA)>
<!ELEMENT patent-assignment (assignment-record, patent-assignors, patent-assignees, patent-properties)>
<!ELEMENT assignment-record (reel-no, frame-no, last-update-date, purge-indicator, recorded-date, \
page-count?, correspondent, conveyance-text)>
<!ELEMENT reel-no (#PCDATA)>
<!ELEMENT frame-no (#PCDATA)>
<!ELEMENT last-update-date (date)>
<!ELEMENT purge-indicator (#PCDATA)>
<!ELEMENT recorded-date (date)>
<!ELEMENT page-count (#PCDATA)>
<!ELEMENT correspondent (name, address-1?, address-2?, address-3?, address-4?)>
<!ELEMENT conveyance-text (#PCDATA)>
<!ELEMENT patent-assignors (patent-assignor+)>
<!ELEMENT patent-assignor (name, execution-date?, date-acknowledged?)>
<!ELEMENT execution-date (date)>
<!ELEMENT date-acknowledged (date)>
<!ELEMENT patent-assignees (patent-assignee+)>
<!ELEMENT patent-assignee (name, address-1?, address-2?, city?, state?, country-name?, postcode?)>
<!ELEMENT name (#PCDATA)>
<!ATTLIST name name-type (natural | legal) #IMPLIED>
<!ELEMENT address-1 (#PCDATA)>
<!ELEMENT address-2 (#PCDATA)>
<!ELEMENT address-3 (#PCDATA)>
<!ELEMENT address-4 (#PCDATA)>
<!ELEMENT city (#PCDATA)>
<!ELEMENT state (#PCDATA)>
<!ELEMENT country-name (#PCDATA)>
<!ELEMENT postcode (#PCDATA)>
<!ELEMENT patent-properties (patent-property+)>
<!ELEMENT patent-property (document-id*, invention-title?)>
<!ELEMENT document-id (country, doc-number, kind?, name?, date?)>
<!ELEMENT country (#PCDATA)>
<!ELEMENT doc-number (#PCDATA)>
<!ELEMENT kind (#PCDATA)>
<!ELEMENT invention-title (#PCDATA | b | i | u | sup | sub)*>
<!ATTLIST invention-title id ID #IMPLIED lang CDATA #REQUIRED>
<!ELEMENT b (#PCDATA | i | u | smallcaps)*>
<!ELEMENT i (#PCDATA | b | u | smallcaps)*>
<!ELEMENT u (#PCDATA | b | i | smallcaps)*>
<!ATTLIST u style (single | double | dash | dots) 'single'>
<!ELEMENT sup (#PCDATA | b | u | i)*>
<!ELEMENT sub (#PCDATA | b | u | i)*>
<!ELEMENT smallcaps (#PCDATA | b | u | i)*>
"""


def compiled_dtd() -> etree.DTD:
    """Return the definition ready to validate; its log makes it unfit for sharing between threads."""
    return etree.DTD(io.StringIO(DTD))
